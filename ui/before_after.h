#pragma once

// Two pictures beside or above each other, as large as fits, with a line of words under each. GUI
// thread.

#include <QImage>
#include <QString>
#include <QWidget>

namespace loom::ui {

class BeforeAfter : public QWidget {
  Q_OBJECT

 public:
  explicit BeforeAfter(QWidget* parent = nullptr);

  void setBefore(const QImage& image, const QString& caption);
  void setAfter(const QImage& image, const QString& caption);
  const QImage& before() const { return before_.image; }
  const QImage& after() const { return after_.image; }
  const QString& afterCaption() const { return after_.caption; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  struct Side {
    QImage image;
    QString caption;
  };
  void set(Side& side, const QImage& image, const QString& caption);
  void paintSide(QPainter& painter, const Side& side, const QRect& picture, int room) const;

  Side before_, after_;
};

}  // namespace loom::ui
